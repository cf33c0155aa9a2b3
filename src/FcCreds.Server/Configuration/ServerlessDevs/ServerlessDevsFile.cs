using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>Reads the functions and custom domains of an <c>s.yaml</c> (components fc3, fc3-domain and fc), as Serverless Devs deploys them.</summary>
internal sealed class ServerlessDevsFile(ConfigurationRequest request, Problems problems)
{
    public static readonly IReadOnlyList<string> Names = ["s.yaml", "s.yml"];

    private static readonly string[] RootKeys = ["edition", "name", "access", "vars", "resources", "services"];

    private static readonly string[] ResourceKeys = ["component", "props"];

    /// <summary>The configuration with the file's functions, and with the roles they name.</summary>
    public FcCredsConfiguration Read(string shown, string folder, string text, FcCredsConfiguration configuration)
    {
        var root = YamlSource.Read(shown, text, problems);
        if (root is null || Section.Open(root, "s.yaml", RootKeys, problems, tolerant: true) is not { } section) return configuration;
        // Edition 1.0.0 called them services.
        if ((section.Find("resources") ?? section.Find("services")) is not YamlMap resources)
        {
            problems.Warn(section.At("resources"), "s.yaml has no 'resources', so no functions are read from it.");
            return configuration;
        }

        foreach (var (key, value) in resources.Entries)
        {
            if (Section.Open(value, $"the resource '{key.Value}'", ResourceKeys, problems, tolerant: true) is not { } resource) continue;
            if (resource.Text("component") is var component && component is not ("fc3" or Fc3Domain.Component) && !FcComponent.Is(component))
            {
                problems.Warn(resource.At("component"), $"The resource '{key.Value}' is of component '{component}', none of fc3, fc3-domain and fc; it is ignored.");
                continue;
            }

            if (resource.Find("props") is not { } props) problems.Error(resource.Start, $"The resource '{key.Value}' needs 'props'.");
            else if (component == Fc3Domain.Component) configuration = new Fc3Domain(problems).Read(Filled(props, section, configuration), configuration);
            else if (FcComponent.Is(component)) configuration = new Fc3Resource(folder, request, problems).Read(FcComponent.Translate(Filled(props, section, configuration), problems), configuration);
            else configuration = new Fc3Resource(folder, request, problems).Read(Filled(props, section, configuration), configuration);
        }
        return configuration;
    }

    private YamlValue Filled(YamlValue props, Section root, FcCredsConfiguration configuration)
        => new Interpolation(root.Find("vars"), props, root.Find("resources"), configuration.AccountId, request.Environment, problems).Fill(props);
}
