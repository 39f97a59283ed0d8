"""The State's register: its needs in versions that never change, and to whom which version was released."""
