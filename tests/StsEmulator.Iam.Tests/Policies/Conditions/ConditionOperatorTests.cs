using StsEmulator.Iam.Policies.Conditions;
using static StsEmulator.Iam.Tests.Policies.Question;

namespace StsEmulator.Iam.Tests.Policies.Conditions;

/// <summary>What each operator holds for: one request value against one or more policy values.</summary>
public sealed class ConditionOperatorTests
{
    [Theory]
    [InlineData("StringEquals", "a", "a", true)]
    [InlineData("StringEquals", "a", "A", false)]
    [InlineData("StringEquals", "a*", "ab", false)]
    [InlineData("StringEquals", "a*", "a*", true)]
    [InlineData("StringNotEquals", "a", "b", true)]
    [InlineData("StringNotEquals", "a", "a", false)]
    [InlineData("StringEqualsIgnoreCase", "aB", "Ab", true)]
    [InlineData("StringEqualsIgnoreCase", "a", "b", false)]
    [InlineData("StringNotEqualsIgnoreCase", "aB", "Ab", false)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "b", true)]
    [InlineData("StringLike", "a*c?", "abbcd", true)]
    [InlineData("StringLike", "a*c?", "abbc", false)]
    [InlineData("StringLike", "A*", "ab", false)]
    [InlineData("StringLike", "*", "", true)]
    [InlineData("StringNotLike", "a*", "ab", false)]
    [InlineData("StringNotLike", "a*", "b", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "10", "1e1", true)]
    [InlineData("NumericEquals", "10", "11", false)]
    [InlineData("NumericEquals", "10", "ten", false)]
    [InlineData("NumericEquals", "ten", "ten", false)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("NumericNotEquals", "10", "10.00", false)]
    [InlineData("NumericNotEquals", "10", "ten", false)]
    [InlineData("NumericNotEquals", "ten", "10", false)]
    [InlineData("NumericLessThan", "10", "9.999", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericLessThanEquals", "10", "10.1", false)]
    [InlineData("NumericGreaterThan", "10", "10", false)]
    [InlineData("NumericGreaterThan", "-10", "-9", true)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThanEquals", "10", "9", false)]
    [InlineData("DateEquals", "2026-01-02", "2026-01-02T00:00:00Z", true)]
    [InlineData("DateEquals", "2026-01-02T03:04Z", "2026-01-02T04:04:00.000+01:00", true)]
    [InlineData("DateEquals", "1767312000", "2026-01-02T00:00:00Z", true)]
    [InlineData("DateEquals", "2026-01-02", "tomorrow", false)]
    [InlineData("DateNotEquals", "2026-01-02", "2026-01-03", true)]
    [InlineData("DateNotEquals", "2026-01-02", "2026-01-02", false)]
    [InlineData("DateNotEquals", "2026-01-02", "tomorrow", false)]
    [InlineData("DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T23:59:59.999Z", true)]
    [InlineData("DateLessThan", "2026-01-02T00:00:00Z", "2026-01-02", false)]
    [InlineData("DateLessThanEquals", "2026-01-02T00:00:00Z", "2026-01-02", true)]
    [InlineData("DateLessThanEquals", "2026-01-02", "2026-01-02T00:00:01Z", false)]
    [InlineData("DateGreaterThan", "2026-01-02", "2026-01-02T00:00:01Z", true)]
    [InlineData("DateGreaterThan", "2026-01-02", "2026-01-02", false)]
    [InlineData("DateGreaterThanEquals", "2026-01-02", "2026-01-02", true)]
    [InlineData("DateGreaterThanEquals", "2026-01-02", "2026-01-01", false)]
    [InlineData("Bool", "true", "TRUE", true)]
    [InlineData("Bool", "False", "false", true)]
    [InlineData("Bool", "true", "false", false)]
    [InlineData("Bool", "yes", "yes", false)]
    [InlineData("BinaryEquals", "QmluYXJ5", "QmluYXJ5", true)]
    [InlineData("BinaryEquals", "QmluYXJ5", "QmluYXJ6", false)]
    [InlineData("BinaryEquals", "not base64!", "not base64!", false)]
    [InlineData("IpAddress", "10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("IpAddress", "10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.1", true)]
    [InlineData("IpAddress", "10.0.0.1", "10.0.0.2", false)]
    [InlineData("IpAddress", "0.0.0.0/0", "1.2.3.4", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "::1", false)]
    [InlineData("IpAddress", "2001:db8::/32", "2001:DB8:0:1::5", true)]
    [InlineData("IpAddress", "2001:db8::/32", "2001:db9::5", false)]
    [InlineData("IpAddress", "::/0", "10.0.0.1", false)]
    [InlineData("IpAddress", "2001:db8::1", "2001:db8:0:0:0:0:0:1", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "11.0.0.1", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "10.0.0.1", false)]
    [InlineData("ArnEquals", "arn:aws:sns:*:111122223333:t*", "arn:aws:sns:us-east-1:111122223333:topic", true)]
    [InlineData("ArnEquals", "arn:aws:sns:us-east-1:111122223333:topic", "arn:aws:sns:us-east-1:111122223333:Topic", false)]
    [InlineData("ArnLike", "arn:aws:sns:*:topic", "arn:aws:sns:us-east-1:111122223333:topic", false)]
    [InlineData("ArnLike", "arn:aws:s3*", "arn:aws:s3:::bucket", true)]
    [InlineData("ArnLike", "*", "arn:aws:s3:::bucket", true)]
    [InlineData("ArnLike", "*", "bucket", false)]
    [InlineData("ArnNotEquals", "arn:aws:s3:::a", "arn:aws:s3:::b", true)]
    [InlineData("ArnNotEquals", "arn:aws:s3:::a", "arn:aws:s3:::a", false)]
    [InlineData("ArnNotLike", "arn:aws:s3:::a*", "arn:aws:s3:::ab", false)]
    [InlineData("ArnNotLike", "arn:aws:s3:::a*", "arn:aws:s3:::b", true)]
    [InlineData("ArnNotLike", "arn:aws:s3:::a*", "bucket", true)]
    public void An_operator_compares_as_documented(string name, string policyValue, string requestValue, bool holds)
    {
        var question = new Question { Identity = [AllowIf($$$"""{"{{{name}}}":{"x:key":"{{{policyValue}}}"}}""")] };
        question.Context.Set("x:key", requestValue);

        Assert.Equal(holds, question.Decide().IsAllowed);
    }

    [Fact]
    public void Every_operator_has_been_compared()
    {
        var compared = typeof(ConditionOperatorTests).GetMethod(nameof(An_operator_compares_as_documented))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!);

        Assert.Equal(ConditionOperator.Names.Order(StringComparer.Ordinal), compared.Append("Null").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("StringEquals", SetPrefix.None, false)]
    [InlineData("stringequalsifexists", SetPrefix.None, true)]
    [InlineData("ForAnyvalue:StringNotLike", SetPrefix.ForAnyValue, false)]
    [InlineData("ForAllValues:ArnLikeIfExists", SetPrefix.ForAllValues, true)]
    internal void Prefix_and_suffix_are_told_apart_from_the_name(string text, SetPrefix prefix, bool ifExists)
    {
        Assert.True(ConditionOperator.TryParse(text, out var readPrefix, out bool readIfExists, out _));
        Assert.Equal((prefix, ifExists), (readPrefix, readIfExists));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IfExists")]
    [InlineData("StringMatches")]
    [InlineData("StringEqualsIfExistsIfExists")]
    [InlineData("ForSomeValues:StringEquals")]
    [InlineData("ForAnyValue:")]
    [InlineData("ForAnyValue:ForAllValues:StringEquals")]
    [InlineData("NullIfExists")]
    [InlineData("ForAnyValue:Null")]
    [InlineData("BoolNot")]
    public void Other_names_are_no_operators(string text) =>
        Assert.False(ConditionOperator.TryParse(text, out _, out _, out _));
}
