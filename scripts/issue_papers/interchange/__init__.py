"""Texts for translators' programs: what is to be translated goes out as XLIFF, and comes back.

Who translates with such a program sees one paragraph after the other, with a memory of what was
translated before, and can't damage what isn't theirs: ids, targets of links, citations and marks
are protected. What comes back is put into the files that editors know; `issue-papers check` and
`issue-papers sync` then treat it as if it had been typed there.
"""
