FROM python:3.12-slim
# torch's CPU build keeps the image near 2 GB; without this index pip takes the CUDA build.
RUN pip install --no-cache-dir torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu
WORKDIR /srv/stance
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --create-home stance && install -d -o stance /data
USER stance
# Encoder and reader are converted once, here, so that the first visitor's search or text does not wait for them.
RUN python -c "from stance.codebook import load_issue as i; from stance.coding import code; code(i('gaza-ceasefire'), ['Ready.'])"
# A container forgets its files, and its page may be open to anybody: decisions need a place of their own, such as
# `docker run -v stance:/data -e STANCE_REVIEW=/data/review.sqlite ...`.
ENV STANCE_REVIEW=off
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD python -c "import urllib.request as u; u.urlopen('http://localhost:8501/api/ready', timeout=4)"
CMD ["streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501"]
