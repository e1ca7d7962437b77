# A long text is found in steps that grow with both texts, also when nearly all of it matches everywhere.
text = 'a' * 200_000
part = 'a' * 100_000 + 'b'
print(text.find(part), (text + 'b').find(part), ('b' + text).rfind(part[::-1]))  # expect: -1 100000 0
print('xabababababa'.split('abababab'), 'xabababababa'.rsplit('abababab'))  # expect: ['x', 'aba'] ['xab', 'a']
print('aaaaaaaaaaaaaaaaaaaaa'.count('aaaaaaaaa'), 'aaaaaaaaaab'.rpartition('aaaaaaaaab'))  # expect: 2 ('a', 'aaaaaaaaab', '')
