import GradbookCLI

// The program. All of it is in the library, which tests import; here it is only linked.
Gradbook.main()
