namespace FcCreds.Fc.Runtimes;

/// <summary>What differs between looking for a Python and looking for a Node.js.</summary>
internal abstract record InterpreterLanguage(string Name, string Option)
{
    public static readonly InterpreterLanguage Python = new PythonLanguage();

    public static readonly InterpreterLanguage NodeJs = new NodeLanguage();

    /// <summary>Arguments that make it print its version, its path and possibly more, a line each.</summary>
    public abstract IReadOnlyList<string> Question { get; }

    /// <summary>The interpreter that the user has chosen for all runtimes of the language.</summary>
    public abstract string? Chosen(FcOptions options);

    /// <summary>Where interpreters are looked for, best place first.</summary>
    public abstract IEnumerable<string> Places(Version version, string codePath);

    public abstract bool IsExact(Version found, Version asked);

    /// <summary>Whether a newer one keeps the contract of the asked one.</summary>
    public abstract bool CanStandIn(Version found, Version asked);

    /// <summary>The version as people say it.</summary>
    public abstract string Said(Version asked);

    /// <summary>The command that gets the exact version.</summary>
    public abstract string Install(Version asked);

    /// <summary>Null for a runtime that needs no interpreter.</summary>
    public static InterpreterLanguage? Of(FunctionRuntime runtime) => runtime.Family switch
    {
        RuntimeFamily.Python => Python,
        RuntimeFamily.NodeJs => NodeJs,
        _ => null,
    };

    private sealed record PythonLanguage() : InterpreterLanguage("Python", "--python")
    {
        public override IReadOnlyList<string> Question =>
            ["-c", "import sys, site; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable); print(site.getuserbase())"];

        public override string? Chosen(FcOptions options) => options.PythonPath;

        public override IEnumerable<string> Places(Version version, string codePath)
            => InterpreterPlaces.VirtualEnvironments(codePath)
                .Concat(InterpreterPlaces.Pyenv(version))
                .Concat(InterpreterPlaces.SearchPath($"python{version.Major}.{version.Minor}", $"python{version.Major}", "python"));

        public override bool IsExact(Version found, Version asked) => found.Major == asked.Major && found.Minor == asked.Minor;

        /// <summary>Nothing stands in for Python 2, whose events are text.</summary>
        public override bool CanStandIn(Version found, Version asked) => asked.Major == 3 && found.Major == 3 && found.Minor > asked.Minor;

        public override string Said(Version asked) => asked.ToString(2);

        public override string Install(Version asked) => $"pyenv install {asked.ToString(2)}";
    }

    private sealed record NodeLanguage() : InterpreterLanguage("Node.js", "--node")
    {
        public override IReadOnlyList<string> Question => ["-e", "console.log(process.versions.node + '\\n' + process.execPath)"];

        public override string? Chosen(FcOptions options) => options.NodePath;

        public override IEnumerable<string> Places(Version version, string codePath)
            => InterpreterPlaces.NodeVersions(version).Concat(InterpreterPlaces.SearchPath($"node{version.Major}", "node", "nodejs"));

        public override bool IsExact(Version found, Version asked) => found.Major == asked.Major;

        public override bool CanStandIn(Version found, Version asked) => found.Major > asked.Major;

        public override string Said(Version asked) => asked.ToString(1);

        public override string Install(Version asked) => $"nvm install {asked.ToString(1)}";
    }
}
