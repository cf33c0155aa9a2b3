using System.Xml.Linq;

namespace FcCreds.Tests.Architecture;

public sealed class ProjectReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FcCreds.Core"] = [],
        ["FcCreds.Storage"] = ["FcCreds.Core"],
        ["FcCreds.Storage.S3"] = ["FcCreds.Core", "FcCreds.Storage"],
        ["FcCreds.Oss"] = ["FcCreds.Core", "FcCreds.Storage"],
        ["FcCreds.Identity"] = ["FcCreds.Core", "FcCreds.Storage"],
        ["FcCreds.Fc"] = ["FcCreds.Core", "FcCreds.Storage"],
        ["FcCreds.Drills"] = ["FcCreds.Core", "FcCreds.Storage"],
        ["FcCreds.Server"] = ["FcCreds.Core", "FcCreds.Storage", "FcCreds.Storage.S3", "FcCreds.Oss", "FcCreds.Identity", "FcCreds.Fc", "FcCreds.Drills"],
        ["FcCreds.Testing"] = ["FcCreds.Server"],
        ["FcCreds.Testing.Xunit"] = ["FcCreds.Testing"],
        ["FcCreds.Cli"] = ["FcCreds.Server"],
    };

    [Fact]
    public void Every_project_has_a_place_in_the_reference_order()
        => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), SourceTree.Projects);

    [Fact]
    public void Projects_reference_only_those_below_them()
        => Assert.All(SourceTree.Projects, project => Assert.Empty(ReferencesOf(project).Except(Allowed[project])));

    [Fact]
    public void Oss_Identity_Fc_and_Drills_do_not_see_each_other()
    {
        string[] rooms = ["FcCreds.Oss", "FcCreds.Identity", "FcCreds.Fc", "FcCreds.Drills"];
        Assert.All(
            SourceTree.Assemblies.Where(assembly => rooms.Contains(assembly.GetName().Name)),
            room => Assert.DoesNotContain(room.GetReferencedAssemblies(), seen => rooms.Contains(seen.Name)));
    }

    private static IEnumerable<string> ReferencesOf(string project)
        => XDocument.Load(SourceTree.ProjectFile(project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
