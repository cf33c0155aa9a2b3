namespace FcCreds.Fc.Runtimes;

/// <summary>What an interpreter needs in its environment, layers included (page "Create a custom layer": <c>/opt/bin</c>, <c>/opt/lib</c> and the language's own).</summary>
internal static class LanguageVariables
{
    public static Dictionary<string, string> Of(Interpreter interpreter, CloudPaths paths)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // First the folder of the interpreter, so that what a handler starts by name is the same one.
            ["PATH"] = Joined([Path.GetDirectoryName(interpreter.Path)!, .. paths.UnderOpt("bin"), Environment.GetEnvironmentVariable("PATH") ?? ""]),
            ["_FC_LAYERS"] = Joined(paths.UnderOpt("")),
        };
        Add("LD_LIBRARY_PATH", "lib");
        if (interpreter.UserBase is { } userBase) variables["PYTHONUSERBASE"] = userBase;
        else Add("NODE_PATH", "nodejs/node_modules");
        return variables;

        void Add(string name, string folder)
        {
            if (Joined(paths.UnderOpt(folder)) is { Length: > 0 } list) variables[name] = list;
        }
    }

    private static string Joined(IEnumerable<string> folders) => string.Join(Path.PathSeparator, folders.Where(folder => folder.Length > 0));
}
