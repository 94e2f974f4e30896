namespace ResNetMLNet.Pipelines.FashionMnist.Data.Drawing;

/// <summary>Broad light and shadow: random values on a coarse grid, blended in between.</summary>
internal sealed class Folds
{
    private const int Cells = 5;

    private readonly double[] _grid = new double[(Cells + 1) * (Cells + 1)];

    public Folds(DrawRandom random, double depth)
    {
        for (var i = 0; i < _grid.Length; i++)
            _grid[i] = 1 - random.Between(0, depth);
    }

    /// <summary>The factor for the brightness of a pixel.</summary>
    public double At(int x, int y)
    {
        var (column, right) = Cell(x);
        var (row, down) = Cell(y);
        var upper = (row * (Cells + 1)) + column;
        var lower = upper + Cells + 1;
        return Blend(
            Blend(_grid[upper], _grid[upper + 1], right), Blend(_grid[lower], _grid[lower + 1], right), down);
    }

    private static (int Index, double Share) Cell(int pixel)
    {
        var position = (double)pixel * Cells / Canvas.Size;
        return ((int)position, position - (int)position);
    }

    private static double Blend(double from, double to, double share) => from + ((to - from) * share);
}
