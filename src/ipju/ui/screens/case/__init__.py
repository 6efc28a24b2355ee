"""The case screen: sections, forms for every fact, and the live judgement beside them."""
