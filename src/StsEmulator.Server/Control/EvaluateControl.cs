using StsEmulator.Iam.Time;
using StsEmulator.Iam.WhatIf;

namespace StsEmulator.Server.Control;

/// <summary>Answers what-if questions.</summary>
internal sealed class EvaluateControl(EmulatorClock clock)
{
    public async ValueTask<ControlAnswer> DecideAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var body = await ControlBody.ReadAsync(request.Http.Request, cancellationToken);
        if (!WhatIfReader.TryRead(body, out var question, out var problem))
            return ControlAnswer.Invalid(problem.ToString());
        WhatIfTime.Set(question, clock.GetUtcNow());
        var decision = question.Decide();
        return ControlAnswer.Ok(writer => WhatIfAnswer.Write(writer, question, decision));
    }
}
