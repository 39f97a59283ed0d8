"""What each command does with the options given: it calls the module that does the work, and tells what came of it."""
