namespace FcCreds.Core.Errors;

/// <summary>One entry of a service's error catalogue: the code, HTTP status, wording and EC that the cloud answers with.</summary>
internal sealed record ServiceError(string Code, int Status, string Message, string Ec = "")
{
    /// <summary>A fresh refusal carrying the code-specific elements that the service adds to its reply.</summary>
    public ServiceException With(params (string Name, string Value)[] details) => new(this, Message, details);

    /// <summary>A refusal under the same code with a message of its own.</summary>
    public ServiceException Saying(string message, params (string Name, string Value)[] details) => new(this, message, details);
}

/// <summary>A protocol refusal on its way to the one place of each service that renders it.</summary>
internal sealed class ServiceException(ServiceError error, string message, IReadOnlyList<(string Name, string Value)> details)
    : Exception(message)
{
    public ServiceError Error { get; } = error;

    /// <summary>Code-specific elements, in the order in which the service writes them.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;

    /// <summary>Response headers that go with the refusal, such as <c>x-oss-delete-marker</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
