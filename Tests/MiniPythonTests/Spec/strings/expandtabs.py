print("a\tb".expandtabs(), "a\tbc\td".expandtabs(4), "\t|".expandtabs(2), "ab\n\tc".expandtabs(4), "a\tb".expandtabs(tabsize=0))
# expect: a       b a   bc  d   | ab
# expect:     c ab
