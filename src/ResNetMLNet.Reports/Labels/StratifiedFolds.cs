namespace ResNetMLNet.Reports.Labels;

/// <summary>Deals rows to folds that have nearly as many of each class, and keeps those together that belong together.</summary>
internal static class StratifiedFolds
{
    /// <summary>Deals the rows.</summary>
    /// <param name="labels">For each row the index of its class.</param>
    /// <param name="groups">For each row what it belongs to; a group is in the class of its first row.</param>
    /// <param name="count">The number of folds.</param>
    /// <param name="seed">Decides which groups go where.</param>
    /// <returns>For each row its fold.</returns>
    public static int[] Of(IReadOnlyList<int> labels, IReadOnlyList<int> groups, int count, int seed)
    {
        var folds = new int[labels.Count];
        var sizes = new int[count];
        var random = new Random(seed);
        var classes = Enumerable.Range(0, labels.Count)
            .GroupBy(row => groups[row])
            .Select(rows => rows.ToArray())
            .GroupBy(rows => labels[rows[0]])
            .OrderBy(groupsOfClass => groupsOfClass.Key)
            .Select(groupsOfClass => groupsOfClass.ToArray());
        foreach (var groupsOfClass in classes)
        {
            random.Shuffle(groupsOfClass);
            Deal(groupsOfClass, folds, sizes);
        }
        return folds;
    }

    /// <summary>Large groups first, each to the fold that has the fewest rows of the class, and then of all.</summary>
    private static void Deal(int[][] groups, int[] folds, int[] sizes)
    {
        var ofClass = new int[sizes.Length];
        foreach (var group in groups.OrderByDescending(rows => rows.Length))
        {
            var fold = Enumerable.Range(0, sizes.Length).MinBy(fold => (ofClass[fold], sizes[fold]));
            foreach (var row in group)
                folds[row] = fold;
            ofClass[fold] += group.Length;
            sizes[fold] += group.Length;
        }
    }
}
