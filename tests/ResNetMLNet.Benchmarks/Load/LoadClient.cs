using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ResNetMLNet.Benchmarks.Load;

/// <summary>A client that sends one picture after another and checks every answer.</summary>
/// <param name="client">The connections.</param>
/// <param name="pictures">What is sent, and what has to be answered.</param>
/// <param name="seed">Chooses the pictures.</param>
internal sealed class LoadClient(HttpClient client, LoadPictures pictures, int seed)
{
    // Batches of other sizes are summed up in another order; another picture's answer is farther away by far.
    private const float Tolerance = 1e-5f;

    // As long as a client waits that finds nobody, so that it does not take the time of the service that starts.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);
    private readonly string _path = $"/predict?top={pictures.Scores[0].Count}";

    /// <summary>Sends until it is stopped; what is on its way then is still answered.</summary>
    public async Task<LoadTally> RunAsync(CancellationToken stop)
    {
        var tally = new LoadTally();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await SendAsync(tally, _random.Next(pictures.Files.Count));
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                tally.CountDisconnection();
                await Task.Delay(_pause, CancellationToken.None);
            }
        }
        return tally;
    }

    private async Task SendAsync(LoadTally tally, int index)
    {
        using var body = new ByteArrayContent(pictures.Files[index]);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var started = Stopwatch.GetTimestamp();
        using var response = await client.PostAsync(_path, body);
        var content = await response.Content.ReadAsByteArrayAsync();
        if (response.IsSuccessStatusCode)
        {
            var time = Stopwatch.GetElapsedTime(started);
            var difference = DifferenceOf(content, pictures.Scores[index]);
            tally.CountAnswer(difference, difference <= Tolerance, time);
            return;
        }

        tally.CountStatus((int)response.StatusCode);
        await Task.Delay(_pause);
    }

    /// <summary>The largest difference of a probability; infinite if the classes are others.</summary>
    private static float DifferenceOf(byte[] content, IReadOnlyDictionary<string, float> expected)
    {
        using var document = JsonDocument.Parse(content);
        var classes = document.RootElement.GetProperty("predictions")[0].GetProperty("classes");
        return classes.GetArrayLength() != expected.Count ? float.PositiveInfinity : classes.EnumerateArray().Max(one =>
            expected.TryGetValue(one.GetProperty("class").GetString()!, out var probability)
                ? Math.Abs(one.GetProperty("probability").GetSingle() - probability)
                : float.PositiveInfinity);
    }
}
