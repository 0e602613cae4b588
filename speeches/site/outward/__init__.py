"""What leaves the site with a page's address: cards, citations, frames, feeds, data for programs."""
