/** @jsxRuntime automatic @jsxImportSource preact */
import {Formula, M} from '../../src/report/page/maths.tsx';
import type {Chapter} from '../../src/report/story.ts';

const introduction: Chapter = {
  title: 'Introduction',
  slides: [
    {
      heading: 'Introduction',
      text: (
        <p>
          Mini-batches were meant to save computation; their noise turned out to choose where
          training ends. The talk names three factors that trade the depth of that place against its
          width: the learning rate <M tex="\eta" />, the batch size <M tex="S" />, and the variance
          of the loss gradients. The two we set ourselves act only through their ratio, the noise{' '}
          <M tex="n = \eta / S" />.
        </p>
      ),
    },
  ],
};

const theory: Chapter = {
  title: 'Theory',
  slides: [
    {
      heading: 'Theory - Approximate SGD with SDE',
      text: (
        <>
          <p>
            By the central limit theorem a mini-batch gradient is the full gradient plus Gaussian
            noise that shrinks with the batch. A step of SGD then looks like a step of a stochastic
            differential equation, with <M tex="\mathbf{C} = \mathbf{B}\mathbf{B}^\top" /> the
            covariance of the per-example gradients:
          </p>
          <Formula tex="\mathbf{g}^{(S)}(\boldsymbol\theta) = \mathbf{g}(\boldsymbol\theta) + \frac{1}{\sqrt S}\,\Delta\mathbf{g}(\boldsymbol\theta)" />
          <Formula tex="\Delta\mathbf{g}(\boldsymbol\theta) \sim \mathcal{N}(0, \mathbf{C}(\boldsymbol\theta))" />
          <Formula tex="\frac{d\boldsymbol\theta}{dt} = -\eta\,\mathbf{g}(\boldsymbol\theta) + \frac{\eta}{\sqrt S}\,\mathbf{B}(\boldsymbol\theta)\,\mathbf{f}(t)" />
        </>
      ),
    },
    {
      heading: 'Fokker-Planck Equation',
      text: (
        <>
          <p>
            Instead of one random path, follow the density of all of them. It obeys a deterministic
            equation; at the endpoint of training the current <M tex="\mathbf{J}" /> is taken to
            vanish.
          </p>
          <Formula tex="\frac{\partial P}{\partial t} = \nabla_{\boldsymbol\theta} \cdot \mathbf{J}" />
          <Formula tex="\mathbf{J} \equiv \eta\,\mathbf{g}\,P + \frac{\eta^2}{2S}\,\nabla_{\boldsymbol\theta} \cdot (\mathbf{C}\,P)" />
        </>
      ),
    },
    {
      heading: 'Boltzmann-Gibbs distribution',
      text: (
        <>
          <p>
            With isotropic noise, <M tex="\mathbf{C} = \sigma^2 \mathbf{I}" />, the density without
            current is that of a gas in the landscape of the loss, and <M tex="n\sigma^2" /> is its
            temperature:
          </p>
          <Formula tex="P(\boldsymbol\theta) = P_0 \exp\left(-\frac{2}{\sigma^2}\,\frac{1}{n}\,L(\boldsymbol\theta)\right)" />
        </>
      ),
    },
    {
      heading: String.raw`Probability ending in a region near $\theta_A$`,
      text: (
        <>
          <p>
            Around a minimum <M tex="\boldsymbol\theta_A" /> the density integrates to a product of
            width and depth. More noise gives more weight to width.
          </p>
          <Formula tex="p_A \propto \frac{1}{\sqrt{\det \mathbf{H}_A}} \exp\left(-\frac{2}{n\sigma^2}\,L_A\right)" />
        </>
      ),
    },
    {
      heading: 'Take-Away Theory',
      text: (
        <p>
          Higher <M tex="n" /> puts width before depth, and scaling <M tex="\eta \mapsto c\eta" />,{' '}
          <M tex="S \mapsto cS" /> together changes nothing.
        </p>
      ),
    },
  ],
};

const experiments: Chapter = {
  title: 'Experiments',
  slides: [
    {
      heading: 'Width and $n$',
      text: (
        <p>
          Networks trained with more noise should end in wider minima, and networks with the same
          noise in equally wide ones. Width is read from the Hessian at the endpoint and from the
          loss along the straight line between two endpoints. A Hessian also shrinks as the training
          loss does, so runs are compared at the same loss.
        </p>
      ),
    },
    {
      heading: 'WARNING',
      text: (
        <p>
          Wider is not always better: validation accuracy has a best noise, and falls beyond it.
        </p>
      ),
    },
    {
      heading: String.raw`Simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`,
      text: (
        <p>
          If only <M tex="n" /> counts, a cycle of the learning rate can be exchanged for a cycle of
          the batch size, and the whole course of training stays the same, not just its end.
        </p>
      ),
    },
    {
      heading: 'Memorization and $n$',
      text: (
        <p>
          With a part of the labels drawn at random, a network can only memorise them. At the same
          degree of memorisation, more noise should leave better validation accuracy.
        </p>
      ),
    },
    {
      heading: 'Cyclic Schedules',
      text: (
        <p>
          A noise that goes up and down should carry the network between sharp and wide regions, and
          end in a wider one than constant noise does.
        </p>
      ),
    },
    {
      heading: 'Breaking down of theory',
      text: (
        <p>
          The equation holds for small steps. Scaled far enough, <M tex="\eta = 0.1\beta" /> and{' '}
          <M tex="S = 50\beta" /> leave its range, sooner when there are fewer examples.
        </p>
      ),
    },
  ],
};

const conclusion: Chapter = {
  title: 'Conclusion',
  slides: [
    {
      heading: 'Conclusion',
      text: (
        <p>
          The talk concludes that endpoint and dynamics depend on learning rate and batch size
          through <M tex="n = \eta / S" />. The verdicts above say how far this run bears it out.
        </p>
      ),
    },
    {
      heading: 'Discussion',
      text: (
        <p>
          The third factor, the variance of the gradients, the talk only discusses: is it isotropic,
          and is mini-batch noise Gaussian? Both are measured here, beyond the slides; and whether
          it exchanges for noise, where stability ends, and what sharpness says beyond noise.
        </p>
      ),
    },
  ],
};

const backup: Chapter = {
  title: 'Backup slides',
  slides: [
    {
      heading: 'Ratio of Probabilities',
      text: (
        <>
          <p>Between two minima only a ratio counts, and it does not depend on the coordinates:</p>
          <Formula tex="\frac{p_A}{p_B} = \sqrt{\frac{\det \mathbf{H}_B}{\det \mathbf{H}_A}} \exp\left(\frac{2}{n\sigma^2}(L_B - L_A)\right)" />
        </>
      ),
    },
    {
      heading: 'Gradient Descent and Reparametrization',
      text: (
        <p>
          Sharpness can be changed without changing the function, as Dinh et al. showed with{' '}
          <M tex="(\theta_1, \theta_2) \mapsto (\alpha\theta_1, \alpha^{-1}\theta_2)" />. Gradient
          descent visits only one member of such a family, so along its paths the Hessian keeps its
          meaning.
        </p>
      ),
    },
  ],
};

/** The talk from theory to experiment, in its own order. */
export const chapters: readonly Chapter[] = [introduction, theory, experiments, conclusion, backup];
