"""The provider’s desk: its activities of aid data, what it reports itself, plans, and wants to hear of."""
