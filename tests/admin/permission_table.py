"""Who may do what at the desk, page by page and act by act.

Each line: the name of an address (its pattern, where it has no name), the method, and what an anonymous visitor, an
editor, a publisher and a superuser get. `login` leads to the sign-in page, `no` is forbidden, `page` is a page, `away`
leads elsewhere, `gone` is not found; `acts` changes something, and nothing else does.
"""

COLUMNS = ("anonymous", "editor", "publisher", "root")

PAGES = """
index                                            GET   login page page page
login                                            GET   page  away away away
logout                                           POST  away  page page page
login_code                                       GET   login login login login
login_second_factor                              GET   login login login login
second_factor                                    GET   login page page page
second_factor                                    POST  login page page page
password_change                                  GET   login page page page
password_change                                  POST  login acts acts acts
password_change_done                             GET   login page page page
autocomplete                                     GET   login page page page
jsi18n                                           GET   login page page page
view_on_site                                     GET   login away away away
app_list                                         GET   login page page page
(?P<url>.*)$                                     GET   login gone gone gone

speeches_event_changelist                        GET   login page page page
speeches_event_add                               GET   login page page page
speeches_event_add                               POST  login acts acts acts
speeches_event_change                            GET   login page page page
speeches_event_change                            POST  login acts acts acts
speeches_event_delete                            GET   login no   page page
speeches_event_delete                            POST  login no   acts acts
speeches_event_history                           GET   login page page page
speeches_event_simple_history                    GET   login page page page
speeches_event_simple_history                    POST  login acts acts acts
speeches_event_text                              GET   login page page page
speeches_event_text                              POST  login acts acts acts
speeches_event_withdraw                          GET   login no   page page
speeches_event_withdraw                          POST  login no   acts acts
speeches_event_note                              GET   login away away away
speeches_event_note                              POST  login acts acts acts
speeches_event_preview                           GET   login page page page
speeches_event_share                             GET   login away away away
speeches_event_share                             POST  login acts acts acts
speeches_event_revoke                            GET   login away away away
speeches_event_revoke                            POST  login acts acts acts
speeches_event_duplicate                         GET   login page page page
speeches_event_duplicate                         POST  login acts acts acts
speeches_event_expunge                           GET   login no   no   page
speeches_event_expunge                           POST  login no   no   acts
speeches_event_suggestions                       GET   login page page page
speeches_event_suggestions                       POST  login acts acts acts
speeches_photograph_original                     GET   login page page page
speeches_event_kinds                             GET   login away away away
speeches_event_kinds                             POST  login acts acts acts
speeches_event_back                              GET   login page page page
speeches_event_back                              POST  login acts acts acts
speeches/event/<path:object_id>/                 GET   login away away away

speeches_utterance_changelist                    GET   login page page page
speeches_utterance_add                           GET   login page page page
speeches_utterance_add                           POST  login acts acts acts
speeches_utterance_change                        GET   login page page page
speeches_utterance_change                        POST  login acts acts acts
speeches_utterance_delete                        GET   login no   page page
speeches_utterance_delete                        POST  login no   acts acts
speeches_utterance_history                       GET   login page page page
speeches_utterance_simple_history                GET   login page page page
speeches_utterance_simple_history                POST  login acts acts acts
speeches_utterance_split                         GET   login page page page
speeches_utterance_split                         POST  login acts acts acts
speeches_utterance_join                          GET   login page page page
speeches_utterance_join                          POST  login acts acts acts
speeches_utterance_move                          GET   login page page page
speeches_utterance_move                          POST  login acts acts acts
speeches_utterance_insert                        GET   login page page page
speeches_utterance_insert                        POST  login acts acts acts
speeches_utterance_speaker                       GET   login page page page
speeches_utterance_speaker                       POST  login acts acts acts
speeches_utterance_undo                          GET   login page page page
speeches_utterance_undo                          POST  login acts acts acts
speeches_utterance_labels                        GET   login page page page
speeches_utterance_label                         GET   login page page page
speeches_utterance_label                         POST  login acts acts acts
speeches_utterance_replace                       GET   login page page page
speeches_utterance_replace                       POST  login acts acts acts
speeches_utterance_tags                          GET   login page page page
speeches_utterance_tags                          POST  login acts acts acts
speeches/utterance/<path:object_id>/             GET   login away away away

speeches_speaker_changelist                      GET   login page page page
speeches_speaker_add                             GET   login page page page
speeches_speaker_add                             POST  login acts acts acts
speeches_speaker_change                          GET   login page page page
speeches_speaker_change                          POST  login acts acts acts
speeches_speaker_delete                          GET   login no   no   page
speeches_speaker_delete                          POST  login no   no   acts
speeches_speaker_history                         GET   login page page page
speeches_speaker_simple_history                  GET   login page page page
speeches_speaker_simple_history                  POST  login acts acts acts
speeches_portrait_original                       GET   login page page page
speeches_speaker_merge                           GET   login no   page page
speeches_speaker_merge                           POST  login no   acts acts
speeches/speaker/<path:object_id>/               GET   login away away away

speeches_tag_changelist                          GET   login page page page
speeches_tag_add                                 GET   login page page page
speeches_tag_add                                 POST  login acts acts acts
speeches_tag_change                              GET   login page page page
speeches_tag_change                              POST  login acts acts acts
speeches_tag_delete                              GET   login no   no   page
speeches_tag_delete                              POST  login no   no   acts
speeches_tag_history                             GET   login page page page
speeches_tag_simple_history                      GET   login page page page
speeches_tag_simple_history                      POST  login acts acts acts
speeches_tag_suggestions                         GET   login page page page
speeches_tag_suggestions                         POST  login acts acts acts
speeches_tag_merge                               GET   login no   page page
speeches_tag_merge                               POST  login no   acts acts
speeches/tag/<path:object_id>/                   GET   login away away away

speeches_place_changelist                        GET   login page page page
speeches_place_add                               GET   login page page page
speeches_place_add                               POST  login acts acts acts
speeches_place_change                            GET   login page page page
speeches_place_change                            POST  login acts acts acts
speeches_place_delete                            GET   login no   no   page
speeches_place_delete                            POST  login no   no   acts
speeches_place_history                           GET   login page page page
speeches_place_simple_history                    GET   login page page page
speeches_place_simple_history                    POST  login acts acts acts
speeches/place/<path:object_id>/                 GET   login away away away

speeches_sitetext_changelist                     GET   login page page page
speeches_sitetext_add                            GET   login no   page page
speeches_sitetext_add                            POST  login no   acts acts
speeches_sitetext_change                         GET   login page page page
speeches_sitetext_change                         POST  login no   acts acts
speeches_sitetext_delete                         GET   login no   no   page
speeches_sitetext_delete                         POST  login no   no   acts
speeches_sitetext_history                        GET   login page page page
speeches_sitetext_simple_history                 GET   login page page page
speeches_sitetext_simple_history                 POST  login no   acts acts
speeches/sitetext/<path:object_id>/              GET   login away away away

speeches_decision_changelist                     GET   login page page page
speeches_decision_add                            GET   login no   no   no
speeches_decision_change                         GET   login page page page
speeches_decision_change                         POST  login acts acts acts
speeches_decision_delete                         GET   login no   no   no
speeches_decision_delete                         POST  login no   no   no
speeches_decision_history                        GET   login page page page
speeches/decision/<path:object_id>/              GET   login away away away

speeches_proposal_changelist                     GET   login page page page
speeches_proposal_add                            GET   login no   no   no
speeches_proposal_change                         GET   login page page page
speeches_proposal_change                         POST  login no   acts acts
speeches_proposal_delete                         GET   login no   no   no
speeches_proposal_delete                         POST  login no   no   no
speeches_proposal_history                        GET   login page page page
speeches/proposal/<path:object_id>/              GET   login away away away

speeches_incoming_changelist                     GET   login page page page
speeches_incoming_add                            GET   login page page page
speeches_incoming_add                            POST  login acts acts acts
speeches_incoming_change                         GET   login page page page
speeches_incoming_change                         POST  login acts acts acts
speeches_incoming_delete                         GET   login page page page
speeches_incoming_delete                         POST  login acts acts acts
speeches_incoming_history                        GET   login page page page
speeches/incoming/<path:object_id>/              GET   login away away away

speeches_report_changelist                       GET   login page page page
speeches_report_add                              GET   login no   no   no
speeches_report_change                           GET   login page page page
speeches_report_change                           POST  login acts acts acts
speeches_report_delete                           GET   login no   page page
speeches_report_delete                           POST  login no   acts acts
speeches_report_history                          GET   login page page page
speeches/report/<path:object_id>/                GET   login away away away

speeches_act_changelist                          GET   login page page page
speeches_act_add                                 GET   login no   no   no
speeches_act_change                              GET   login page page page
speeches_act_change                              POST  login no   no   no
speeches_act_delete                              GET   login no   no   no
speeches_act_delete                              POST  login no   no   no
speeches_act_history                             GET   login page page page
speeches_act_undo                                GET   login no   page page
speeches_act_undo                                POST  login no   acts acts
speeches/act/<path:object_id>/                   GET   login away away away

speeches_source_changelist                       GET   login page page page
speeches_source_add                              GET   login no   no   no
speeches_source_change                           GET   login page page page
speeches_source_change                           POST  login no   no   no
speeches_source_delete                           GET   login no   no   no
speeches_source_delete                           POST  login no   no   no
speeches_source_history                          GET   login page page page
speeches_source_content                          GET   login page page page
speeches/source/<path:object_id>/                GET   login away away away

speeches_import_changelist                       GET   login page page page
speeches_import_add                              GET   login no   no   no
speeches_import_change                           GET   login page page page
speeches_import_change                           POST  login no   no   no
speeches_import_delete                           GET   login no   no   no
speeches_import_delete                           POST  login no   no   no
speeches_import_history                          GET   login page page page
speeches_import_undo                             GET   login no   page page
speeches_import_undo                             POST  login no   acts acts
speeches/import/<path:object_id>/                GET   login away away away

speeches_change_changelist                       GET   login page page page
speeches_change_add                              GET   login no   no   no
speeches_change_change                           GET   login page page page
speeches_change_change                           POST  login no   no   no
speeches_change_delete                           GET   login no   no   no
speeches_change_delete                           POST  login no   no   no
speeches_change_history                          GET   login page page page
speeches/change/<path:object_id>/                GET   login away away away

speeches_redirect_changelist                     GET   login page page page
speeches_redirect_add                            GET   login no   no   page
speeches_redirect_add                            POST  login no   no   acts
speeches_redirect_change                         GET   login page page page
speeches_redirect_change                         POST  login no   no   acts
speeches_redirect_delete                         GET   login no   no   page
speeches_redirect_delete                         POST  login no   no   acts
speeches_redirect_history                        GET   login page page page
speeches/redirect/<path:object_id>/              GET   login away away away

speeches_accessentry_changelist                  GET   login no   no   page
speeches_accessentry_add                         GET   login no   no   no
speeches_accessentry_change                      GET   login no   no   page
speeches_accessentry_change                      POST  login no   no   no
speeches_accessentry_delete                      GET   login no   no   no
speeches_accessentry_delete                      POST  login no   no   no
speeches_accessentry_history                     GET   login no   no   page
speeches/accessentry/<path:object_id>/           GET   login away away away

auth_user_changelist                             GET   login no   no   page
auth_user_add                                    GET   login no   no   page
auth_user_add                                    POST  login no   no   acts
auth_user_change                                 GET   login no   no   page
auth_user_change                                 POST  login no   no   acts
auth_user_delete                                 GET   login no   no   page
auth_user_delete                                 POST  login no   no   acts
auth_user_history                                GET   login no   no   page
auth_user_password_change                        GET   login no   no   page
auth_user_password_change                        POST  login no   no   acts
auth/user/<path:object_id>/                      GET   login away away away

auth_group_changelist                            GET   login no   no   page
auth_group_add                                   GET   login no   no   page
auth_group_add                                   POST  login no   no   acts
auth_group_change                                GET   login no   no   page
auth_group_change                                POST  login no   no   acts
auth_group_delete                                GET   login no   no   page
auth_group_delete                                POST  login no   no   acts
auth_group_history                               GET   login no   no   page
auth/group/<path:object_id>/                     GET   login away away away
"""

STEPS = """
_save                                            POST  login acts acts acts
_propose                                         POST  login acts acts acts
_return                                          POST  login no   acts acts
_publish                                         POST  login no   acts acts
_schedule                                        POST  login no   acts acts
"""
"""The buttons of an event's form. The proposal that is sent back is another editor's."""

ACTIONS = """
event.tag_selected                               POST  login acts acts acts
utterance.tag_selected                           POST  login acts acts acts
event.propose_selected                           POST  login acts acts acts
event.publish_selected                           POST  login no   acts acts
event.withdraw_selected                          POST  login no   acts acts
event.delete_selected                            POST  login no   acts acts
utterance.delete_selected                        POST  login no   acts acts
speaker.delete_selected                          POST  login no   no   acts
tag.delete_selected                              POST  login no   no   acts
place.delete_selected                            POST  login no   no   acts
sitetext.delete_selected                         POST  login no   no   acts
incoming.commit_clean                            POST  login acts acts acts
incoming.publish_clean                           POST  login no   acts acts
incoming.delete_selected                         POST  login acts acts acts
report.delete_selected                           POST  login no   acts acts
redirect.delete_selected                         POST  login no   no   acts
user.delete_selected                             POST  login no   no   acts
user.remove_second_factor                        POST  login no   no   acts
group.delete_selected                            POST  login no   no   acts
"""
"""Acts on what is ticked in a list; `no` where the list does not offer it, and asking all the same does nothing."""

OWN = """
index login login_code login_second_factor logout password_change password_change_done second_factor
jsi18n view_on_site (?P<url>.*)$
"""
"""What an account of no group has at the desk; addresses that only lead on to another one besides."""

READING = """
home events year month day event undated-event utterance speakers speaker tags tag places place
offices office opensearch
versions undated-versions version undated-version source undated-source corrections corrections-feed
events-feed speaker-feed tag-feed place-feed
search search-counts search-feed search-json search-csv quote help-search
card event-card undated-event-card turn-card speaker-card tag-card place-card embed
event-format undated-event-format data releases release release-file
cite undated-cite cite-turn event-citation undated-citation turn-citation events-citations search-citations
about contact imprint privacy draft report-answer
"""
"""Public addresses that show something and take nothing: whoever signs in sees there what everybody sees."""

TAKING = """
report
"""
"""Public addresses that take something from everybody."""

CORRECTING = """
correct                                          GET   login page page page
correct                                          POST  login acts acts acts
"""
"""Public addresses for those who work at the desk."""

OTHERS = """
healthz readyz metrics robots sitemap sitemap-section oembed media api-docs
desk-help admin_password_reset password_reset_done password_reset_confirm password_reset_complete
api:events api:event api:utterances api:utterance api:speakers api:speaker api:tags api:tag api:places api:place
api:search api:quote api:changes api:schema api:unknown
"""
"""Addresses beside the pages and the desk. Only a new password changes anything, and has tests of its own."""


def rows(table):
    """Yield (name, method, what each of the columns gets) of each line."""
    for line in filter(None, table.splitlines()):
        name, method, *outcomes = line.split()
        yield name, method, dict(zip(COLUMNS, outcomes, strict=True))
