class Model:
    class Error(Exception):
        pass


raise Model.Error("nested")  # error: Model.Error: nested
