using StsEmulator.Iam.Policies;

namespace StsEmulator.Iam.Tests.Policies;

public sealed class CompiledPolicyCacheTests
{
    [Fact]
    public void A_text_is_read_once()
    {
        var cache = new CompiledPolicyCache();

        Assert.Same(Read(cache, 1), Read(cache, 1));
    }

    [Fact]
    public void The_same_text_of_another_type_is_another_document()
    {
        var cache = new CompiledPolicyCache();
        Assert.True(cache.TryParse(Question.Allow(), PolicyType.Resource, PolicyStrictness.Evaluated, out var resource, out _));
        Assert.True(cache.TryParse(Question.Allow(), PolicyType.Session, PolicyStrictness.Evaluated, out var session, out _));

        Assert.NotSame(resource, session);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void The_cache_never_outgrows_its_capacity_and_keeps_what_is_used(int capacity)
    {
        var cache = new CompiledPolicyCache(capacity);
        var used = Read(cache, 0);

        for (int i = 1; i < 100; i++)
        {
            Read(cache, i);
            Assert.Same(used, Read(cache, 0));
            Assert.InRange(cache.Count, 1, capacity);
        }
    }

    [Fact]
    public void A_refused_text_is_refused_again()
    {
        var cache = new CompiledPolicyCache();

        Assert.False(cache.TryParse("{}", PolicyType.Session, PolicyStrictness.Submitted, out _, out _));
        Assert.False(cache.TryParse("{}", PolicyType.Session, PolicyStrictness.Submitted, out _, out var problem));
        Assert.Equal("Syntax errors in policy.", problem.Message);
        Assert.Equal(0, cache.Count);
    }

    private static PolicyDocument Read(CompiledPolicyCache cache, int number)
    {
        Assert.True(cache.TryParse(Question.Allow($"s3:Get{number}"), PolicyType.Session, PolicyStrictness.Submitted, out var document, out _));
        return document;
    }
}
