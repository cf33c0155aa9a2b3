using System.Text.Json;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Tests.Server.Configuration;

public sealed class ConfigurationSchemaTests
{
    private readonly JsonElement schema = JsonDocument.Parse(ConfigurationSchema.Text()).RootElement;

    [Fact]
    public void The_schema_has_every_key_the_reader_knows_and_no_other()
    {
        var sections = schema.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .ToDictionary(definition => definition.Name, definition => Keys(definition.Value));

        Assert.Equal(ConfigurationKeys.Sections.Keys.Order(), sections.Keys.Order());
        foreach (var (section, keys) in ConfigurationKeys.Sections) Assert.Equal(keys.Order(), sections[section]);
        Assert.Equal(["accounts"], Keys(schema.GetProperty("anyOf")[1]));
    }

    [Fact]
    public void The_schema_knows_the_runtimes_that_are_served()
    {
        var runtimes = schema.GetProperty("$defs").GetProperty("function").GetProperty("properties").GetProperty("runtime").GetProperty("enum");
        Assert.Equal(FunctionRuntimes.Served, runtimes.EnumerateArray().Select(runtime => runtime.GetString()));
    }

    [Theory]
    [InlineData("complete.yaml")]
    [InlineData("accounts.yaml")]
    public void The_samples_fit_the_schema(string file)
    {
        var text = File.ReadAllText(Path.Combine(ConfigurationFixtures.Folder, file));
        var yaml = YamlSource.Read(file, text, new())!;
        Assert.Empty(new SchemaCheck(schema).Misfits(JsonDocument.Parse(YamlJson.OfSettings(yaml)).RootElement));
    }

    [Fact]
    public void A_file_of_mistakes_does_not_fit()
    {
        var wrong = JsonDocument.Parse("""{"users":[{"nme":"x"}],"roles":[{"name":"r","maxSessionDuration":60}]}""").RootElement;
        Assert.NotEmpty(new SchemaCheck(schema).Misfits(wrong));
    }

    private static IEnumerable<string> Keys(JsonElement section) => section.GetProperty("properties").EnumerateObject().Select(key => key.Name).Order();
}
