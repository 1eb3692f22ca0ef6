using StsEmulator.Iam.Storage.Memory;
using StsEmulator.StoreContract;

namespace StsEmulator.Iam.Tests.Storage.Memory;

public sealed class SessionTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SessionTable table = new();

    [Fact]
    public void It_holds_what_a_plain_dictionary_would_after_any_adding_and_removing()
    {
        var random = new Random(4592);
        var expected = new Dictionary<int, string>();
        for (int step = 0; step < 40_000; step++)
        {
            int number = random.Next(6000);
            string key = Records.SessionKey(number).Value;
            if (random.Next(3) > 0)
            {
                string secret = $"secret {step}";
                bool isNew = expected.TryAdd(number, secret);
                Assert.Equal(isNew, table.TryAdd(Records.Session(number, Noon) with { SecretAccessKey = secret }, 0, out _));
            }
            else if (expected.Remove(number))
            {
                Assert.True(table.TryFind(key, out int index));
                table.Remove(index);
            }
        }

        Assert.Equal(expected.Count, table.Count);
        for (int number = 0; number < 6000; number++)
        {
            bool isFound = table.TryFind(Records.SessionKey(number).Value, out int index);
            Assert.Equal(expected.TryGetValue(number, out string? secret), isFound);
            if (isFound)
                Assert.Equal(secret, table[index].ToSession().SecretAccessKey);
        }
        Assert.Equal(
            expected.Values.Order(StringComparer.Ordinal), table.Indices().Select(index => table[index].ToSession().SecretAccessKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_removed_record_leaves_nothing_and_its_cell_is_used_again()
    {
        table.TryAdd(Records.Session(1, Noon), 0, out int first);
        table.Remove(first);

        table.TryAdd(Records.Session(2, Noon), 0, out int second);

        Assert.Equal(first, second);
        Assert.False(table.TryFind(Records.SessionKey(1).Value, out _));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Clearing_forgets_everything()
    {
        for (int number = 0; number < 3000; number++)
            table.TryAdd(Records.Session(number, Noon), 0, out _);

        table.Clear();

        Assert.Equal(0, table.Count);
        Assert.Empty(table.Indices());
        Assert.False(table.TryFind(Records.SessionKey(7).Value, out _));
    }
}
