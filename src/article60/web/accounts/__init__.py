"""Who works in the workspace: accounts, the organisations for which people act, their roles, and what each role may see."""
