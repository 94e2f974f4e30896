using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Distributed.Blocks;

namespace ResNetMLNet.Distributed.Tests;

[TestClass]
public sealed class DealtRowsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Threads_Should_Take_Few_Rows_At_Once_Each_Row_Once_And_Number_Them_In_Order()
    {
        using var rows = new SharedRows(Data(11), rowsAtOnce: 3);
        var cursors = rows.Next(10).GetRowCursorSet(Data(0).Schema, 2);
        List<(long Batch, float Number)> taken = [];

        Assert.HasCount(2, cursors);
        var numbers = Array.ConvertAll(cursors, cursor => cursor.GetGetter<float>(cursor.Schema["Number"]));
        for (var turn = 0; turn < 10; turn++)
        {
            for (var i = 0; i < cursors.Length; i++)
            {
                if (!cursors[i].MoveNext())
                    continue;
                var number = 0f;
                numbers[i](ref number);
                taken.Add((cursors[i].Batch, number));
            }
            Assert.IsLessThanOrEqualTo(taken.Count + 4, rows.Position);
        }

        Assert.AreSequenceEqual(Enumerable.Range(0, 10).Select(row => (float)row), taken.Select(row => row.Number).Order());
        Assert.IsTrue(taken.TrueForAll(row => row.Batch == (long)row.Number / 3));
    }

    [TestMethod]
    [DataRow(150_528, 3)]
    [DataRow(784, 128)]
    [DataRow(2_000_000, 1)]
    [DataRow(0, 128)]
    public void Wide_Rows_Should_Be_Dealt_A_Few_At_Once(int numbers, int expected)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, numbers));

        Assert.AreEqual(expected, DealtRows.AtOnceFor(schema.ToSchema()));
    }

    [TestMethod]
    public void Narrow_Rows_Should_Be_Left_To_MLNet()
    {
        using var rows = new SharedRows(Data(11));

        Assert.HasCount(1, rows.Next(10).GetRowCursorSet(Data(0).Schema, 2));
    }

    private IDataView Data(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(row => new Row { Number = row }));

    private sealed class Row
    {
        public float Number { get; set; }
    }
}
