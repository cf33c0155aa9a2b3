using FcCreds.Core.Faults;
using FcCreds.Core.Functions;
using FcCreds.Core.Time;
using FcCreds.Fc.Async;
using FcCreds.Fc.Code;
using FcCreds.Fc.Instances;
using FcCreds.Fc.State;
using FcCreds.Storage;

namespace FcCreds.Fc.Api;

/// <summary>What the operations of the API work with.</summary>
internal sealed record FcContext
{
    public required FunctionCatalog Catalog { get; init; }

    public required FcAccounts Accounts { get; init; }

    public required CodePackages Packages { get; init; }

    public required CodeDownloads Downloads { get; init; }

    /// <summary>Where code may lie in a bucket.</summary>
    public required IObjectStore Store { get; init; }

    public required IFunctionInvoker Invoker { get; init; }

    public required AsyncInvoker Async { get; init; }

    public required InstanceDirectory Instances { get; init; }

    public required Clocks Clocks { get; init; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Of everything that the API makes.</summary>
    public required string Region { get; init; }
}
