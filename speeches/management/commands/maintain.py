"""Do what a site needs now and then."""

import logging

from django.core.management.base import BaseCommand, CommandError

from speeches.operating.lock import alone
from speeches.operating.upkeep import STEPS, faults, release
from speeches.site.views.health import FAIL, looked_at

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Does what a site needs now and then, and says what it did: publishes what is due, deletes what has expired, "
        "reads new texts for their spellings, tends the database, and warns of what /readyz warns of. For a timer; "
        "nothing happens twice where several nodes have one."
    )

    def add_arguments(self, parser):
        parser.add_argument("--release", action="store_true", help="also make a release of the data, if it has changed")

    def handle(self, *, release, verbosity, **options):
        self.refuse_without_tables()
        with alone() as is_ours:
            if not is_ours:
                self.stdout.write("Another maintain is at it.")
                return
            failed = self.take(self.steps(release), verbosity)
        failed += [check.name for check in self.warned() if check.status == FAIL]
        if failed:
            raise CommandError(f"Not in order: {', '.join(failed)}.")

    def refuse_without_tables(self):
        """Stop where nothing can be done: no database is 1, one that is not migrated is misuse."""
        for check in looked_at():
            if check.status == FAIL and check.name in ("database", "migrations"):
                mend = f" Run {check.mend} first." if check.mend else ""
                raise CommandError(f"{check.message}{mend}", returncode=2 if mend else 1)

    def steps(self, with_release):
        return [*STEPS, release] if with_release else STEPS

    def take(self, steps, verbosity):
        """Take every step, whatever becomes of the others; give the names of those that failed."""
        failed, told = [], False
        for step in steps:
            try:
                done = step()
            except Exception as error:
                # Whatever it was, the next step may still be done, and the exit code says that not all went well.
                logger.debug("%s failed.", step.__name__, exc_info=True)
                self.stderr.write(f"{step.__name__}: {error}")
                failed.append(step.__name__)
            else:
                if done and verbosity:
                    self.stdout.write(done)
                    told = True
        if verbosity and not told and not failed:
            self.stdout.write("There was nothing to do.")
        return failed

    def warned(self):
        for check in faults():
            self.stderr.write(f"{check.name}: {check.message}{f' Mend it with {check.mend}.' if check.mend else ''}")
            yield check
