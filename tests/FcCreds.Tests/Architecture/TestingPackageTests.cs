using System.Xml.Linq;

namespace FcCreds.Tests.Architecture;

/// <summary>The rooms travel inside the FcCreds.Testing package, so that package has to ask for what they need.</summary>
public sealed class TestingPackageTests
{
    /// <summary>Part of the framework that the package asks for as a whole.</summary>
    private static readonly string[] InFramework = ["Microsoft.Extensions.Logging.Abstractions"];

    [Fact]
    public void It_asks_for_the_packages_of_all_rooms()
    {
        var needed = SourceTree.Projects.Where(project => project is not ("FcCreds.Cli" or "FcCreds.Testing" or "FcCreds.Testing.Xunit"))
            .SelectMany(Packages).Except(InFramework).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(needed, Packages("FcCreds.Testing").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Packages(string project)
        => XDocument.Load(SourceTree.ProjectFile(project)).Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!);
}
