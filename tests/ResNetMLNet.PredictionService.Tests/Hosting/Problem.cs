using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace ResNetMLNet.PredictionService.Tests.Hosting;

/// <summary>An answer of <c>application/problem+json</c>.</summary>
internal sealed record Problem(
    [property: JsonRequired] string Type,
    [property: JsonRequired] string Title,
    [property: JsonRequired] int Status,
    [property: JsonRequired] string Detail,
    string? File)
{
    /// <summary>Reads it, and fails if the answer is anything else.</summary>
    public static async Task<Problem> Of(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(expected, response.StatusCode, text);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType, text);
        var problem = (await response.Content.ReadFromJsonAsync<Problem>())!;
        Assert.AreEqual((int)expected, problem.Status);
        Assert.IsNotEmpty(problem.Detail);
        return problem;
    }
}
