using FcCreds.Fc.Api;

namespace FcCreds.Tests.Fc.Api;

public sealed class FcResourceTests
{
    [Theory]
    [InlineData("GET", "functions", "", null, "functions/*")]
    [InlineData("POST", "functions", """{"functionName":"f"}""", null, "functions/f")]
    [InlineData("PUT", "functions/f", "", null, "functions/f")]
    [InlineData("POST", "functions/f/invocations", "", "LATEST", "functions/f")]
    [InlineData("POST", "functions/f/invocations", "", "prod", "functions/f/prod")]
    [InlineData("PUT", "functions/f/concurrency", "", null, "functions/f")]
    [InlineData("POST", "functions/f/triggers", """{"triggerName":"t"}""", null, "functions/f/triggers/t")]
    [InlineData("GET", "functions/f/triggers", "", null, "functions/f/triggers/*")]
    [InlineData("DELETE", "functions/f/aliases/a", "", null, "functions/f/aliases/a")]
    [InlineData("POST", "functions/f/versions", "{}", null, "functions/f/versions/*")]
    [InlineData("GET", "functions/f/instances", "", null, "functions/f/instances/*")]
    [InlineData("PUT", "functions/f/async-tasks/t/stop", "", null, "functions/f/async-tasks/t")]
    [InlineData("POST", "custom-domains", """{"domainName":"d"}""", null, "custom-domains/d")]
    [InlineData("GET", "layers/l/versions/2", "", null, "layers/l/versions/2")]
    [InlineData("PUT", "layers/l/acl", "", null, "layers/l")]
    [InlineData("GET", "provision-configs", "", null, "provision-configs/*")]
    public void Resources_are_named_as_the_table_of_the_docs_names_them(string method, string path, string body, string? qualifier, string resource)
    {
        var (operation, values) = FcApi.Find(method, "/2023-03-30/" + path)!.Value;
        Assert.Equal(resource, FcResource.Of(operation, values, System.Text.Encoding.UTF8.GetBytes(body), qualifier));
    }
}
