namespace StsEmulator.Iam.Policies.Statements;

internal sealed class Statement
{
    public void AddReferencedKeys(List<string> keys) => throw new NotImplementedException();
}
