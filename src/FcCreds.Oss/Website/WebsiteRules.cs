using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Website;

/// <summary>What is answered where the page of a path that names nothing but a directory is missing ("IndexDocument", Type).</summary>
internal enum DirectoryAnswer
{
    /// <summary>302 to the path with a slash, when that has an index page.</summary>
    Redirect = 0,

    NotFound = 1,

    /// <summary>The index page at once.</summary>
    Page = 2,
}

/// <summary>A website's configuration, ready to be asked.</summary>
internal sealed class WebsiteRules
{
    private readonly bool hasSubDirectories;

    private WebsiteRules(XElement document)
    {
        var index = document.Element("IndexDocument");
        IndexPage = index?.Element("Suffix")?.Value.Trim();
        hasSubDirectories = index?.Element("SupportSubDir")?.Value.Trim() == "true";
        Directories = hasSubDirectories && Enum.TryParse<DirectoryAnswer>(index?.Element("Type")?.Value.Trim() ?? "0", out var answer) ? answer : DirectoryAnswer.NotFound;
        var error = document.Element("ErrorDocument");
        ErrorPage = error?.Element("Key")?.Value.Trim();
        ErrorStatus = int.Parse(error?.Element("HttpStatus")?.Value.Trim() is { Length: > 0 } status ? status : "404", CultureInfo.InvariantCulture);
        Routes = [.. document.Elements("RoutingRules").Elements("RoutingRule").Select(rule => new RoutingRule(rule)).OrderBy(rule => rule.Number)];
    }

    public string? IndexPage { get; }

    public DirectoryAnswer Directories { get; }

    public string? ErrorPage { get; }

    public int ErrorStatus { get; }

    /// <summary>By number; the first that matches is the only one.</summary>
    public IReadOnlyList<RoutingRule> Routes { get; }

    /// <summary>Null where the bucket is no website.</summary>
    public static WebsiteRules? Of(BucketSettings settings) => settings.View(BucketWebsite.Name, static document => new WebsiteRules(XElement.Parse(document)));

    /// <summary>The index page of a key that ends with a slash: its directory's own, or the one of the root for all.</summary>
    public string? IndexOf(string directory) => IndexPage is null ? null : hasSubDirectories ? directory + IndexPage : IndexPage;

    /// <param name="status">Null before the object is looked for.</param>
    public RoutingRule? Route(OssCall call, int? status)
    {
        foreach (var route in Routes)
        {
            if (route.Matches(call, status)) return route;
        }
        return null;
    }
}
