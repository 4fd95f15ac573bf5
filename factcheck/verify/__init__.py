"""From a claim to a finding: retrieving passages, weighing them, concluding."""
