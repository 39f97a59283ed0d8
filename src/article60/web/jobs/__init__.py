"""What must outlive a crash: files received, and work that is left for later, each done once."""
