namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>Where a garment lies on the picture, how large, how broad and how crooked.</summary>
internal sealed class Pose
{
    private const double Middle = Canvas.Size / 2.0;

    private readonly double _x;
    private readonly double _y;
    private readonly double _scaleX;
    private readonly double _scaleY;
    private readonly double _cosine;
    private readonly double _sine;

    public Pose(DrawRandom random, double breadth = 1, double maxTilt = 0.12)
    {
        _x = Middle + random.Between(-1.8, 1.8);
        _y = Middle + random.Between(-1.5, 1.5);
        _scaleY = random.Between(9.5, 13.8);
        _scaleX = _scaleY * breadth * random.Between(0.8, 1.15);
        // A rotation by rational numbers: sine and cosine themselves differ between C libraries.
        var t = random.Between(-maxTilt, maxTilt) / 2;
        _cosine = (1 - (t * t)) / (1 + (t * t));
        _sine = 2 * t / (1 + (t * t));
    }

    public (double X, double Y) Place((double X, double Y) point)
    {
        var (x, y) = (point.X * _scaleX, point.Y * _scaleY);
        return (_x + (_cosine * x) - (_sine * y), _y + (_sine * x) + (_cosine * y));
    }
}
