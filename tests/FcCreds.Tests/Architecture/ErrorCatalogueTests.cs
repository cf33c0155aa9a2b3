using System.Reflection;
using FcCreds.Core.Errors;

namespace FcCreds.Tests.Architecture;

public sealed class ErrorCatalogueTests
{
    private static readonly ILookup<Assembly, ServiceError> Catalogues = SourceTree.Types
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType == typeof(ServiceError))
        .ToLookup(field => field.DeclaringType!.Assembly, field => (ServiceError)field.GetValue(null)!);

    [Fact]
    public void No_two_errors_of_a_service_are_the_same()
    {
        Assert.NotEmpty(Catalogues);
        Assert.All(Catalogues, catalogue => Assert.Empty(
            catalogue.GroupBy(error => (error.Code, error.Ec, error.Message)).Where(same => same.Count() > 1).Select(same => same.Key.Code)));
    }

    [Fact]
    public void Every_error_has_a_code_a_message_and_a_status_that_tells_of_a_failure()
        => Assert.All(Catalogues.SelectMany(catalogue => catalogue), error =>
        {
            Assert.NotEmpty(error.Code);
            Assert.NotEmpty(error.Message);
            // A conditional read is refused with 304; a callback that failed after the object was kept is 203.
            Assert.InRange(error.Status, 200, 599);
            Assert.NotEqual(200, error.Status);
        });
}
