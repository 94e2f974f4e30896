using System.Reflection;
using Microsoft.Extensions.Logging;
using ResNetMLNet.Pipelines.PredictionService.Observability;

namespace ResNetMLNet.PredictionService.Tests;

[TestClass]
public sealed class LogTests
{
    [TestMethod]
    public void Each_Message_Should_Have_A_Number_Of_Its_Own()
    {
        var numbers = typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(attribute => attribute.EventId)
            .ToList();

        Assert.IsNotEmpty(numbers);
        Assert.AreSequenceEqual(numbers.Distinct(), numbers);
    }
}
