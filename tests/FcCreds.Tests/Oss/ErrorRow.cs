using FcCreds.Oss;

namespace FcCreds.Tests.Oss;

/// <summary>A row of an error table of OSS: how it is come by, what is answered, and where it is known from.</summary>
/// <param name="Situation">What is wrong, as the name of the test.</param>
/// <param name="Error">Status, code, EC (or a dash) and message.</param>
/// <param name="Evidence">The vendor's page, or what was seen.</param>
/// <param name="Provoke">A request that has it.</param>
/// <param name="Elements">What the error's XML holds besides.</param>
internal sealed record ErrorRow(string Situation, string Error, string Evidence, Func<OssFixture, Task<OssAnswer>> Provoke, params string[] Elements)
{
    private static readonly string[] OfEveryError = ["Code", "Message", "RequestId", "HostId", "AccessDeniedDetail", "EC", "RecommendDoc"];

    public OssOptions? Options { get; init; }

    public async Task AssertAsync()
    {
        await using var oss = await OssFixture.StartAsync(Options);
        (await oss.Client.PutAsync("/photos/a", "x")).IsOk();
        var answer = await Provoke(oss);
        Assert.True(answer.Status >= 400, $"{answer.Status}: nothing is refused. {Evidence}");
        Assert.Equal($"{Error} [{Evidence}]", $"{answer.Status} {answer.Code} {answer.Ec ?? "-"} {answer.Message} [{Evidence}]");
        Assert.Equal(Elements, answer.Error.Elements().Select(element => element.Name.LocalName).Where(name => !OfEveryError.Contains(name)));
    }
}
