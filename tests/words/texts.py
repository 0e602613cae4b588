"""Texts nobody chose, rich in what words trip over."""

from hypothesis import strategies as st

# Both cases, decomposed й and ё, stress marks, invisible characters, spaces of several kinds, signs that Unicode spells
# out, other scripts, a lone surrogate and NUL.
CHARACTERS = (
    "аеиоуяёйАЕИЁЙбвгнрБВГНР"
    "aeiouéßcnrsAEIOUÉĆNRS0129"
    "\u0300\u0301\u0302\u0306\u0308\u0323\u0345\u00ad\u200b\u2060"
    " \n\t\u00a0\u202f.,-_'’‑«»()[]…№½⑴ﷺﬁ"
    "中国ʼΐλςתא\u05b4नि\U0001f600\ud800\x00"
)

texts = st.text(st.sampled_from(CHARACTERS), max_size=60) | st.text(max_size=30)
