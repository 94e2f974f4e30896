namespace ResNetMLNet.Pipelines.Claims;

/// <summary>Makes up a claim. The text does not say what is broken, and the photo not why: the decision needs both.</summary>
internal static class MadeUpClaim
{
    private static readonly string[] _beginnings = ["Last night", "While we were away", "On Monday morning", "Two days ago"];

    /// <summary>In the order of what they cost.</summary>
    private static readonly (string Cause, string[] Events)[] _events =
    [
        ("fall", ["it fell off the table.", "my son dropped it on the stairs.", "the cat knocked it over."]),
        ("water", ["a pipe burst and it stood in the water.", "rain came in through the roof.", "the bath ran over."]),
        ("fire", ["a candle set the curtains alight.", "there was smoke and fire in the room.", "lightning struck and it burned."]),
    ];

    /// <summary>In the order of what they cost, as the pictures are drawn.</summary>
    private static readonly string[] _items = ["lamp", "bicycle", "television"];

    private static readonly string[] _decisions = ["pay", "pay", "ask for a bill", "send an expert", "send an expert"];

    /// <summary>Makes up a claim and writes its photo.</summary>
    /// <param name="folder">The folder of the claims.</param>
    /// <param name="number">The claim's number, which decides what it is about.</param>
    /// <param name="random">Decides on the rest.</param>
    public static Claim Write(string folder, int number, Random random)
    {
        var (cause, item) = (number % _events.Length, number / _events.Length % _items.Length);
        var photo = $"photos/{number}.png";
        DrawnPhoto.Write(Path.Combine(folder, photo), item, random);
        return new Claim
        {
            Text = $"{Pick(_beginnings, random)} {Pick(_events[cause].Events, random)}",
            Photo = photo,
            Cause = _events[cause].Cause,
            Item = _items[item],
            Decision = _decisions[cause + item],
        };
    }

    private static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
