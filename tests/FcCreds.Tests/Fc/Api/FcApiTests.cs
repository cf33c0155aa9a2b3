using FcCreds.Fc.Api;

namespace FcCreds.Tests.Fc.Api;

public sealed class FcApiTests
{
    [Fact]
    public void Every_row_finds_itself_and_no_name_or_request_line_comes_twice()
    {
        Assert.Distinct(FcApi.Operations.Select(row => row.Name));
        foreach (var row in FcApi.Operations)
        {
            var path = "/2023-03-30/" + string.Join('/', row.Path.Split('/').Select(part => part.StartsWith('{') ? "value" : part));
            Assert.Equal(row.Name, FcApi.Find(row.Method, path)?.Operation.Name);
        }
    }

    [Fact]
    public void Coverage_lists_every_operation_with_its_state()
    {
        var coverage = FcApi.Coverage().ToArray();
        Assert.Equal(FcApi.Operations.Count, coverage.Length);
        Assert.Contains(coverage, row => row is { Operation: "CreateFunction", State: "enforced" });
        Assert.Contains(coverage, row => row is { Operation: "PutProvisionConfig", State: "stored" });
        Assert.Contains(coverage, row => row is { Operation: "CreateSession", State: "none", Evidence: "none" });
    }
}
