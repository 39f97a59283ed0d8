"""Which language a text is in, by short sequences of its bytes: the model, how it is stored and how it is made."""
