namespace FcCreds.Tests.Identity.Sts;

/// <summary>A row of an error table of STS or of the gateway before it: how it is come by, what is answered, and where it is known from.</summary>
/// <param name="Situation">What is wrong, as the name of the test.</param>
/// <param name="Error">Status, code and message; an ellipsis at its end stands for what is different each time.</param>
/// <param name="Evidence">The vendor's page, or what was seen.</param>
/// <param name="Provoke">A request that has it.</param>
internal sealed record StsErrorRow(string Situation, string Error, string Evidence, Func<StsHost, Task<StsAnswer>> Provoke)
{
    public async Task AssertAsync(StsHost host)
    {
        var answer = await Provoke(host);
        Assert.True((int)answer.Status >= 400, $"{(int)answer.Status}: nothing is refused. {Evidence}");
        var error = Error.EndsWith('…') ? $"{answer.Error[..Math.Min(answer.Error.Length, Error.Length - 1)]}…" : answer.Error;
        Assert.Equal($"{Error} [{Evidence}]", $"{error} [{Evidence}]");
    }
}
