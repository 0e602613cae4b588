"""Events at the desk: the form and what stands beside it, the whole text, publication, history and the way back."""
