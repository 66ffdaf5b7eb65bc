"""Writing an issue without code: a draft, what changes it, what it lacks, and what it says of the corpus."""
