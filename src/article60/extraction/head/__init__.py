"""The fourth layer of tagging: a linear head that proposes articles from letters and notions, learned from statements."""
