using System.Text.Json;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

/// <summary>Policies as people write them, each with a table of requests and what becomes of them: <c>fixtures/policies</c>.</summary>
public sealed class PolicyFixtureTests
{
    public static TheoryData<string> Files => new(Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileName(path)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_request_ends_as_the_table_says(string file)
    {
        using var fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), file)));
        var isBucketPolicy = fixture.RootElement.GetProperty("kind").GetString() == "bucket";
        var parse = PolicyDocument.Parse(fixture.RootElement.GetProperty("policy").GetRawText(), isBucketPolicy ? PolicyKind.Bucket : PolicyKind.Identity);
        Assert.Empty(parse.Mistakes);
        var policy = new AttachedPolicy("fixture", "Custom", parse.Document!);

        foreach (var one in fixture.RootElement.GetProperty("cases").EnumerateArray())
        {
            var decision = Ask.May(
                isBucketPolicy ? Ask.User() : Ask.User(policy),
                one.GetProperty("action").GetString()!,
                one.GetProperty("resource").GetString()!,
                new(one.GetProperty("conditions").EnumerateObject().Select(c => KeyValuePair.Create(c.Name, c.Value.GetString()!))),
                isBucketPolicy ? policy : null);

            var decided = one.TryGetProperty("decided", out var index) ? index.GetInt32() : (int?)null;
            Assert.True(
                (one.GetProperty("effect").GetString(), decided) == (decision.Effect.ToString(), decision.Decided?.Index),
                $"{one.GetRawText()} ended as {decision}");
        }
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FcCreds.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "fixtures", "policies");
    }
}
