using System.Reflection;
using FcCreds.Testing;
using FcCreds.Tests.Architecture;

namespace FcCreds.Tests.Testing;

/// <summary>What users program against changes only on purpose: with FCCREDS_UPDATE_GOLDENS=1.</summary>
public sealed class PublicApiTests
{
    private static readonly string Golden = Path.Combine(SourceTree.Root, "tests", "FcCreds.Tests", "Testing", "PublicApi.txt");

    [Fact]
    public void Public_api_is_as_written_down()
    {
        var api = string.Concat(new[] { typeof(FcCredsCloud), typeof(FcCredsFixture) }
            .SelectMany(one => one.Assembly.GetExportedTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("FCCREDS_UPDATE_GOLDENS") == "1") File.WriteAllText(Golden, api);
        Assert.Equal(File.ReadAllText(Golden), api);
    }

    private static IEnumerable<string> Lines(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(Own)
            .Where(member => member is not MethodInfo { IsSpecialName: true } && !member.Name.StartsWith('<'))
            .Select(member => $"  {member}{Names(member)}");
        return [type.FullName!, .. members.Order(StringComparer.Ordinal)];
    }

    /// <summary>Names and defaults of parameters are part of the contract too: people write <c>allow:</c>.</summary>
    private static string Names(MemberInfo member)
        => member is MethodBase method && method.GetParameters().Length > 0
            ? " : " + string.Join(", ", method.GetParameters().Select(one => one.HasDefaultValue ? $"{one.Name} = {one.DefaultValue ?? "default"}" : one.Name))
            : "";
}
