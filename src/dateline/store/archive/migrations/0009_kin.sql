-- Bodies are told by more of their names, and pronouns and bare nouns are none: kin.py says which. people.py fills both tables again.
delete from kin;
