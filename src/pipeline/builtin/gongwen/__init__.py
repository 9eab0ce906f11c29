"""The vocabulary of the trade, each table once, with its source: a standard and its clause, or practice.

What is read: :mod:`.han`, :mod:`.numerals`, :mod:`.blanks`, :mod:`.punctuation`, :mod:`.sentences`, :mod:`.invisible`.
What is written: :mod:`.kinds` (文种), :mod:`.organs` (机关), :mod:`.dates`, :mod:`.document_numbers` (发文字号),
:mod:`.copies` (抄送), :mod:`.placeholders`. What is set: :mod:`.fonts`, :mod:`.symbols`. And :mod:`.terms` finds the
words of a list, whatever they are.

A list that serves one rule alone, and is narrower for a reason, stays with that rule.
"""
