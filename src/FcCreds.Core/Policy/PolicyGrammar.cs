using System.Text.Json;

namespace FcCreds.Core.Policy;

/// <summary>The grammar of RAM's "Policy structure and syntax", read strictly: an element nobody knows is a mistake, not a shrug.</summary>
internal static class PolicyGrammar
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    public static (PolicyStatement[] Statements, IReadOnlyList<PolicyMistake> Mistakes) Read(string json, PolicyKind kind)
    {
        var mistakes = new List<PolicyMistake>();
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return (ReadDocument(new("", document.RootElement, mistakes), kind), mistakes);
        }
        catch (JsonException wrong)
        {
            mistakes.Add(new($"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}", "this is not JSON"));
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            // Text with half a surrogate pair, plain or as an escape, cannot be turned into UTF-8 or back.
            mistakes.Add(new("", "the text is not valid Unicode"));
        }
        return ([], mistakes);
    }

    private static PolicyStatement[] ReadDocument(PolicyElement root, PolicyKind kind)
    {
        if (!root.IsObject)
        {
            root.Wrong("a policy is a JSON object");
            return [];
        }
        PolicyElement? version = null, statement = null;
        foreach (var member in root.Members())
        {
            if (member.Is("Version")) version = member;
            else if (member.Is("Statement")) statement = member;
            else if (!(member.Is("Id") && UnconfirmedRules.SidIsTolerated)) member.Wrong("a policy has only Version and Statement");
        }
        if (version is null) root.Wrong("Version is missing; it is always \"1\"");
        else if (version.Text != "1") version.Wrong("Version is always \"1\"");
        if (statement is null)
        {
            root.Wrong("Statement is missing");
            return [];
        }
        if (!statement.IsArray)
        {
            statement.Wrong("Statement is an array");
            return [];
        }
        var statements = statement.Items().Select((item, at) => StatementGrammar.Read(item, at + 1, kind)).ToArray();
        if (statements.Length == 0) statement.Wrong("Statement is empty");
        return statements.OfType<PolicyStatement>().ToArray();
    }
}
